// The words of the page in English and German. English is the key where it is also the word.
function stored(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // a browser that keeps nothing: the choice holds until the page is closed
  }
}

class Language {
  code = $state(new URLSearchParams(location.search).get("lang") || stored("dragoman.language") || (navigator.language.startsWith("de") ? "de" : "en"));
  de = $derived(this.code === "de");
}
export const language = new Language();
export const kept = stored;

/** A word in the reader's language; `other` (else the key) where there is none. */
export function word(key: string, other = key): string {
  return (language.de ? DE[key] : EN[key]) ?? EN[key] ?? other;
}
/** "1 report", "2 reports". */
export function many(n: number, one: string, several: string): string {
  return `${n.toLocaleString(language.de ? "de" : "en-GB")} ${word(n === 1 ? one : several)}`;
}

const EN: Record<string, string> = {
  "type AGREE": "agrees", "type CONSULT": "talks", "type SUPPORT": "support", "type CONCEDE": "concession", "type COOPERATE": "cooperation",
  "type AID": "aid", "type RETREAT": "retreat", "type REQUEST": "request", "type ACCUSE": "accusation", "type REJECT": "refusal",
  "type THREATEN": "threat", "type PROTEST": "protest", "type SANCTION": "sanction", "type MOBILIZE": "mobilisation",
  "type COERCE": "coercion", "type ASSAULT": "attack",
  "status occurred": "happened", "status expected": "announced", "status conditional": "possible", "status called_for": "demanded",
  "status denied": "denied",
  "state open": "open", "state due": "due", "state overdue": "overdue", "state lapsed": "nothing heard", "state happened": "happened",
  "state postponed": "postponed", "state cancelled": "cancelled", "state denied": "denied",
  "role trigger": "deed", "role actor": "who", "role recipient": "to whom", "role time": "when", "role place": "where",
  "role speaker": "says", "role count": "number",
  "quad 1": "verbal cooperation", "quad 2": "material cooperation", "quad 3": "verbal conflict", "quad 4": "material conflict",
  "basis stated": "the text dates it", "basis inherited": "dated elsewhere in the text", "basis published": "not dated: day of the report",
  "basis none": "not dated", "precision city": "place", "precision admin1": "region, not the exact place", "precision region": "region, not the exact place",
  "precision country": "known only as a country",
  "stance asserts": "says", "stance denies": "denies", "stance doubts": "doubts", "stance demands": "demands", "stance promises": "promises",
  "view today": "Today", "view timeline": "Timeline", "view matrix": "Who to whom", "view map": "Map", "view actors": "Actors", "view search": "Search",
  "view ledger": "Announced", "view try": "Try it", "view story": "Story", "view actor": "Actor",
  "sector GOV": "government", "sector MIL": "armed forces", "sector COP": "police", "sector CVL": "civilians", "sector REB": "rebels", "sector JUD": "judiciary",
  "sector LEG": "parliament", "sector PTY": "party", "sector OPP": "opposition", "sector LAB": "unions", "sector BUS": "business", "sector MED": "medical staff",
  "sector JRN": "press", "sector SPY": "secret service", "sector UAF": "armed group", "sector CRM": "criminals", "sector EDU": "education", "sector REF": "refugees",
  "sector REL": "religion", "sector ELI": "elite", "sector PRM": "paramilitaries", "sector SOC": "society", "sector AGR": "farmers", "sector UNK": "unknown",
  "count participants": "taking part",
  "dispute status": "whether it happened", "dispute counts": "numbers", "dispute event_loc": "place", "dispute date": "day",
  "mode third-party": "through a third party", "mode demo": "demonstration", "mode phone": "by phone", "mode withdraw": "withdrawal",
  "mode release": "release", "mode disarm": "disarmament", "mode resign": "resignation", "mode assist": "help", "mode yield": "concession", "mode meet": "meeting",
  "mode disapprove": "disapproval", "mode investigate": "investigation", "mode allege": "allegation", "mode restrict": "restriction", "mode expel": "expulsion",
  "mode obstruct": "blockade", "mode vandalize": "vandalism", "mode convict": "verdict", "mode discontinue": "discontinuation", "mode seize": "seizure",
  "mode censor": "censorship", "mode deport": "deportation", "mode withhold": "withholding", "mode abduct": "abduction", "mode beat": "beating",
  "mode destroy": "destruction", "mode aerial": "from the air", "mode hunger": "hunger strike", "mode sexual": "sexual violence",
};

const DE: Record<string, string> = {
  "type AGREE": "Zusage", "type CONSULT": "Gespräch", "type SUPPORT": "Unterstützung", "type CONCEDE": "Zugeständnis", "type COOPERATE": "Zusammenarbeit",
  "type AID": "Hilfe", "type RETREAT": "Rückzug", "type REQUEST": "Forderung", "type ACCUSE": "Vorwurf", "type REJECT": "Ablehnung",
  "type THREATEN": "Drohung", "type PROTEST": "Protest", "type SANCTION": "Sanktion", "type MOBILIZE": "Mobilmachung",
  "type COERCE": "Zwang", "type ASSAULT": "Angriff",
  "status occurred": "geschehen", "status expected": "angekündigt", "status conditional": "möglich", "status called_for": "gefordert",
  "status denied": "bestritten",
  "state open": "offen", "state due": "fällig", "state overdue": "überfällig", "state lapsed": "nichts mehr gehört", "state happened": "eingetreten",
  "state postponed": "verschoben", "state cancelled": "abgesagt", "state denied": "bestritten",
  "role trigger": "Tat", "role actor": "wer", "role recipient": "wem", "role time": "wann", "role place": "wo", "role speaker": "sagt",
  "role count": "Zahl",
  "quad 1": "Zusammenarbeit in Worten", "quad 2": "Zusammenarbeit in Taten", "quad 3": "Konflikt in Worten", "quad 4": "Konflikt in Taten",
  "basis stated": "im Text datiert", "basis inherited": "an anderer Stelle datiert", "basis published": "nicht datiert: Tag der Meldung",
  "basis none": "nicht datiert", "precision city": "Ort", "precision admin1": "Region, nicht der genaue Ort", "precision region": "Region, nicht der genaue Ort",
  "precision country": "nur als Land bekannt",
  "stance asserts": "sagt", "stance denies": "bestreitet", "stance doubts": "bezweifelt", "stance demands": "fordert", "stance promises": "verspricht",
  "view today": "Heute", "view timeline": "Verlauf", "view matrix": "Wer mit wem", "view map": "Karte", "view actors": "Akteure", "view search": "Suche",
  "view ledger": "Angekündigt", "view try": "Ausprobieren", "view story": "Meldung", "view actor": "Akteur",
  "sector GOV": "Regierung", "sector MIL": "Streitkräfte", "sector COP": "Polizei", "sector CVL": "Zivilisten", "sector REB": "Rebellen", "sector JUD": "Justiz",
  "sector LEG": "Parlament", "sector PTY": "Partei", "sector OPP": "Opposition", "sector LAB": "Gewerkschaften", "sector BUS": "Wirtschaft", "sector MED": "medizinisches Personal",
  "sector JRN": "Presse", "sector SPY": "Geheimdienst", "sector UAF": "bewaffnete Gruppe", "sector CRM": "Kriminelle", "sector EDU": "Bildung", "sector REF": "Flüchtlinge",
  "sector REL": "Religion", "sector ELI": "Elite", "sector PRM": "Paramilitärs", "sector SOC": "Gesellschaft", "sector AGR": "Bauern", "sector UNK": "unbekannt",
  "count killed": "getötet", "count wounded": "verletzt", "count arrested": "festgenommen", "count participants": "beteiligt", "count missing": "vermisst",
  "count abducted": "entführt", "count released": "freigelassen", "count displaced": "vertrieben",
  "dispute status": "ob es geschah", "dispute counts": "Zahlen", "dispute event_loc": "Ort", "dispute date": "Tag",
  "mode visit": "Besuch", "mode third-party": "über Vermittler", "mode multilateral": "mehrseitig", "mode phone": "am Telefon", "mode withdraw": "Abzug",
  "mode release": "Freilassung", "mode disarm": "Abrüstung", "mode ceasefire": "Waffenruhe", "mode access": "Zugang", "mode resign": "Rücktritt",
  "mode assist": "Hilfe", "mode change": "Änderung", "mode yield": "Nachgeben", "mode meet": "Treffen", "mode disapprove": "Missbilligung",
  "mode investigate": "Ermittlung", "mode allege": "Behauptung", "mode restrict": "Einschränkung", "mode arrest": "Festnahme", "mode relations": "Beziehungen",
  "mode expel": "Ausweisung", "mode territory": "Gebiet", "mode violence": "Gewalt", "mode demo": "Kundgebung", "mode riot": "Krawall", "mode strike": "Streik",
  "mode hunger": "Hungerstreik", "mode boycott": "Boykott", "mode obstruct": "Blockade", "mode vandalize": "Sachschaden", "mode convict": "Urteil",
  "mode discontinue": "Einstellung", "mode troops": "Truppen", "mode weapons": "Waffen", "mode police": "Polizei", "mode militia": "Miliz",
  "mode seize": "Beschlagnahme", "mode censor": "Zensur", "mode curfew": "Ausgangssperre", "mode martial-law": "Kriegsrecht", "mode deport": "Abschiebung",
  "mode withhold": "Vorenthaltung", "mode misinformation": "Falschinformation", "mode cyber": "Cyberangriff", "mode abduct": "Entführung",
  "mode beat": "Schläge", "mode torture": "Folter", "mode sexual": "sexuelle Gewalt", "mode targeted": "gezielt", "mode destroy": "Zerstörung",
  "mode primitive": "einfache Waffen", "mode firearms": "Schusswaffen", "mode explosives": "Sprengstoff", "mode suicide-attack": "Selbstmordanschlag",
  "mode aerial": "aus der Luft", "mode drone": "Drohne", "mode heavy-weapons": "schwere Waffen", "mode crowd-control": "gegen eine Menge",
  "mode unconventional": "unkonventionell",
  "office head_of_state": "Staatsoberhaupt", "office monarch": "Monarch", "office head_of_government": "Regierungschef", "office foreign_minister": "Außenminister",
  "office defence_minister": "Verteidigungsminister", "office interior_minister": "Innenminister", "office finance_minister": "Finanzminister", "office minister": "Minister",
  "office ambassador": "Botschafter", "office spokesperson": "Sprecher", "office government_spokesperson": "Regierungssprecher", "office envoy": "Gesandter",
  "office secretary_general": "Generalsekretär", "office mayor": "Bürgermeister", "office governor": "Gouverneur", "office vice_president": "Vizepräsident",
  "no date": "ohne Tag", report: "Bericht", reports: "Berichte", "independent origin": "unabhängige Quelle", "independent origins": "unabhängige Quellen",
  story: "Meldung", stories: "Meldungen", "Skip to content": "Zum Inhalt", "As of": "Stand", "Follow": "Filter", "Filter": "Filtern", "Country": "Land", "Type": "Art",
  "Status": "Stand", "From": "Von", "To": "Bis", "Words": "Wörter", "any": "alle", "Clear all": "Alle aufheben", "remove filter": "Filter aufheben", "Apply": "Anwenden",
  "Due this week": "Diese Woche fällig", "Announced, and not happened": "Angekündigt und nicht eingetreten", "Nothing is due in these seven days.": "In diesen sieben Tagen ist nichts fällig.",
  "Everything that was announced has happened, or is still to come.": "Alles Angekündigte ist eingetreten oder steht noch aus.",
  "The newest": "Das Neueste", "Reported on": "Gemeldet am", "Show more": "Mehr zeigen", "Loading": "Wird geladen", "Try again": "Noch einmal",
  "This could not be loaded.": "Das konnte nicht geladen werden.", "Nothing fits.": "Nichts passt.", "Take a filter away, or widen the days.": "Nimm einen Filter weg oder erweitere die Tage.",
  "There is nothing in this database yet.": "In dieser Datenbank ist noch nichts.", "disputed": "umstritten", "older event retold": "Rückblick", "says": "sagt",
  "What happened": "Was geschah", "Who": "Wer", "To whom": "Wem", "When": "Wann", "Where": "Wo", "On whose word": "Auf wessen Wort", "the article's own": "das des Artikels",
  "Numbers": "Zahlen", "Why believe it": "Warum man es glauben kann", "The reports differ": "Die Berichte widersprechen sich", "Reports": "Berichte", "first report": "erste Meldung",
  "agency": "Agentur", "same text": "gleicher Text", "near copy": "fast gleicher Text", "translation": "Übersetzung", "its own report": "eigener Bericht", "Read the original": "Zum Original",
  "A notice forbids showing this text. Shown are the sentences that prove the event.": "Ein Hinweis verbietet, diesen Text zu zeigen. Gezeigt sind die Sätze, die das Ereignis belegen.",
  "Whole text": "Ganzer Text", "Only the evidence": "Nur die Belege", "Evidence": "Belege", "Announced": "Angekündigt", "How it was coded": "Wie es codiert wurde", "Why these are one": "Warum es eines ist",
  "Why is there no event in this sentence?": "Warum steht in diesem Satz kein Ereignis?", "Choose a sentence": "Wähle einen Satz", "Close": "Schließen", "Explain each sentence": "Jeden Satz erklären",
  "Names": "Namen", "Offices": "Ämter", "Deals with": "Hat zu tun mit", "Statements": "Äußerungen", "Stories": "Meldungen", "No statements are known.": "Keine Äußerungen bekannt.",
  "first seen": "zuerst", "last seen": "zuletzt", "in the reports from": "in Meldungen von", "to": "bis", "Find an actor": "Akteur finden", "Name or code": "Name oder Kürzel",
  "Conflict and cooperation over time": "Konflikt und Zusammenarbeit im Lauf der Zeit", "Drag over the bars to choose days.": "Über die Balken ziehen, um Tage zu wählen.",
  "Who deals with whom, over time": "Wer mit wem, im Lauf der Zeit", "mean of the scale, −10 conflict to +10 cooperation": "Mittel der Skala, −10 Konflikt bis +10 Zusammenarbeit", "The numbers as a table": "Die Zahlen als Tabelle", "Period": "Zeitraum", "Pair": "Paar", "without a day": "ohne Tag",
  "Rows act, columns are acted upon. Colour is the mean of the scale; the number counts what happened.": "Zeilen handeln, Spalten sind betroffen. Die Farbe ist das Mittel der Skala, die Zahl zählt, was geschah.",
  "conflict": "Konflikt", "cooperation": "Zusammenarbeit", "Where it happened": "Wo es geschah",
  "Filled countries: known only as a country. Dots: a named place. Rings: a region, the exact place is not known.": "Gefüllte Länder: nur als Land bekannt. Punkte: ein genannter Ort. Ringe: eine Region, der genaue Ort ist nicht bekannt.",
  "no place is named": "kein Ort genannt", "Place": "Ort", "How precise": "Wie genau", "Find": "Finden", "All filters": "Alle Filter", "Newest first": "Neueste zuerst", "By day of the event": "Nach Tag des Ereignisses", "Most reports": "Meiste Berichte", "Order": "Reihenfolge", "Keep this search": "Diese Suche behalten", "Kept searches": "Behaltene Suchen", "new since": "neu seit", "Forget": "Vergessen",
  "Save as": "Speichern als", "How it stands on": "Stand am", "All": "Alle", settled: "erledigt", "announced on": "angekündigt am", "for": "für", "moved to": "verschoben auf",
  "Paste a text": "Text einfügen", "Published on": "Erschienen am", "Code it": "Codieren", "Nothing is sent anywhere: your own machine reads it.": "Nichts wird irgendwohin gesendet: Dein eigener Rechner liest ihn.", "No event was found.": "Kein Ereignis gefunden.", "It could not be read": "Er konnte nicht gelesen werden", "event": "Ereignis", "events": "Ereignisse", "What the text says": "Was der Text sagt",
  "documents": "Dokumente", "In this database": "In dieser Datenbank", "languages": "Sprachen", "Switch colours": "Farben wechseln", "Auf Deutsch": "In English", "There is no story with this id.": "Es gibt keine Meldung mit dieser Kennung.",
  "actor": "Akteur", "Print": "Drucken", "mentions": "Nennungen", "Clear days": "Tage aufheben", "Keyboard": "Tastatur", "Press / to search, j and k to move, Enter to open.": "/ sucht, j und k gehen weiter und zurück, Enter öffnet.", "told by": "berichtet von", "each way": "in beide Richtungen", "Only one source stands behind this.": "Dahinter steht nur eine Quelle.", "independent sources tell it.": "unabhängige Quellen berichten es.", "copies": "Kopien", "Language": "Sprache", "possible": "möglich", "Days": "Tage", "The API": "Die Schnittstelle", "Name": "Name",
};
