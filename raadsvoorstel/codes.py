"""Every code: its name, its severity and what it means. The code is the contract.

Texts may improve; a code is never reused. RV0 file, 1 shape, 2 dossier, 3 municipality and house
style, 4 template, 5 output, 6 Word and accessibility, 7 what councils and dossier say, 8 language.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from raadsvoorstel.diagnostics import Severity
from raadsvoorstel.dutch import nearest
from raadsvoorstel.outside import OutsideError

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class Code(Struct, frozen=True):
    """One kind of finding."""

    name: str
    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    "RV001": Code("bestand-ontbreekt", _ERROR, "Een bestand is er niet of is niet te lezen."),
    "RV002": Code("bestand-leeg", _ERROR, "In het bestand staat niets."),
    "RV003": Code("codering", _ERROR, "Het bestand is geen UTF-8."),
    "RV004": Code("stuurteken", _ERROR, "Een onzichtbaar teken dat geen tekst is."),
    "RV005": Code("yaml-fout", _ERROR, "De regels van YAML zijn overtreden."),
    "RV006": Code("dubbele-sleutel", _ERROR, "Een veld of gemeente staat er twee keer."),
    "RV007": Code("verwijzing", _ERROR, "Een verwijzing met * of << kan niet."),
    "RV008": Code("label", _ERROR, "Een label met ! wordt niet ondersteund."),
    "RV009": Code("te-groot", _ERROR, "Het bestand is te groot of te diep."),
    "RV010": Code("afgekapte-tekst", _ERROR, "YAML laat tekst achter ` #` vallen."),
    "RV011": Code("apostrof", _ERROR, "YAML leest de apostrof van ’s of ’t als aanhalingsteken."),
    "RV012": Code("accolades-vooraan", _ERROR, "Tekst begint met {{ zonder aanhalingstekens."),
    "RV013": Code("dubbele-punt", _ERROR, "Een dubbele punt in de tekst breekt het veld af."),
    "RV014": Code("losse-accenten", _WARNING, "Letter en accent zijn twee losse tekens."),
    "RV015": Code("bestandsnaam", _WARNING, "Zo kan het bestand van een dossier niet heten."),
    "RV016": Code("komma", _ERROR, "Een komma tussen accolades breekt de waarde af."),
    "RV017": Code("en-teken", _ERROR, "Een woord met & vooraan valt weg uit de tekst."),
    "RV018": Code("gekruld", _WARNING, 'Een waarde staat tussen “ en ” in plaats van " en ".'),
    "RV101": Code("onbekend-veld", _ERROR, "Dit veld bestaat niet."),
    "RV102": Code("veld-ontbreekt", _ERROR, "Een verplicht veld ontbreekt of is leeg."),
    "RV103": Code("verkeerde-soort", _ERROR, "Hier hoort een ander soort waarde."),
    "RV104": Code("ongeldige-keuze", _ERROR, "De waarde hoort niet bij de mogelijkheden."),
    "RV105": Code("ongeldige-datum", _ERROR, "De datum bestaat niet of staat in een andere vorm."),
    "RV106": Code("ongeldig-bedrag", _ERROR, "Dit is geen bedrag in euro's."),
    "RV107": Code("ongeldige-vorm", _ERROR, "De waarde heeft niet de afgesproken vorm."),
    "RV108": Code("opmaak", _ERROR, "Deze opmaak kan niet in een raadsstuk."),
    "RV109": Code("ongeldige-invulplek", _ERROR, "Tussen {{ en }} staat geen naam."),
    "RV110": Code("onbekende-invulplek", _ERROR, "De naam of het filter in {{ … }} bestaat niet."),
    "RV201": Code("dubbel-id", _ERROR, "Twee delen hebben hetzelfde id."),
    "RV202": Code("vergrendeld", _ERROR, "Deze tekst is gedeeld en mag lokaal niet veranderen."),
    "RV203": Code("lokale-tekst", _ERROR, "Een lokale tekst heeft niet precies één van de vormen."),
    "RV204": Code("onbekend-beslispunt", _ERROR, "Een afwijking noemt een punt dat er niet is."),
    "RV205": Code("onbekende-bron", _ERROR, "De bron staat niet in `bronnen`."),
    "RV206": Code("later-bekend", _ERROR, "Het feit was op de datum van het stuk nog onbekend."),
    "RV207": Code("onbekende-bijlage", _ERROR, "Een nummer hoort bij een bijlage die er niet is."),
    "RV208": Code("geheime-bijlage", _ERROR, "Bij geheimhouding ontbreken grond en orgaan."),
    "RV209": Code("afwijking", _WARNING, "Deze raad besluit iets anders dan de andere raden."),
    "RV210": Code("nog-in-te-vullen", _INFO, "Waarden die nog onbekend zijn, per invuller."),
    "RV211": Code("niets-te-besluiten", _ERROR, "Het dossier heeft geen beslispunt of deelnemer."),
    "RV212": Code("onbekend-dossier", _ERROR, "Een gemeente noemt een dossier dat er niet is."),
    "RV213": Code("geen-kale-zin", _ERROR, "Een beslispunt heeft zelf al een nummer of slotteken."),
    "RV214": Code("onbekende-vaste-tekst", _ERROR, "In `vast` staat een tekst die er niet is."),
    "RV216": Code("onbekende-controle", _ERROR, "Deze controle bestaat niet, of ligt vast."),
    "RV217": Code("uitzondering-te-veel", _WARNING, "Een uitzondering is nergens meer voor nodig."),
    "RV221": Code("grond-van-een-andere-tijd", _WARNING, "De grond hoort bij een ander jaar."),
    "RV222": Code("niet-bekrachtigd", _WARNING, "Geen beslispunt bekrachtigt de geheimhouding."),
    "RV223": Code("zonder-bron", _INFO, "Bij een naam, dag of feit ontbreekt de bron."),
    "RV224": Code("aanname-in-stuk", _WARNING, "Een stuk toont een waarde die een aanname is."),
    "RV225": Code("ander-bestand", _WARNING, "Een bijlage heeft een andere controlesom."),
    "RV301": Code("onbekende-gemeente", _ERROR, "De gemeente staat niet in het bestand."),
    "RV302": Code("onbekende-huisstijl", _ERROR, "De huisstijl bestaat niet."),
    "RV303": Code("huisstijl-kring", _ERROR, "Huisstijlen zijn in een kring op elkaar gebaseerd."),
    "RV304": Code("onbekend-onderdeel", _ERROR, "Dit onderdeel van een stuk bestaat niet."),
    "RV305": Code("ongeldig-id", _ERROR, "Een id mag alleen kleine letters, cijfers en - hebben."),
    "RV306": Code("dezelfde-map", _ERROR, "Twee gemeenten schrijven naar dezelfde map."),
    "RV307": Code("weekend", _WARNING, "De raad vergadert zelden op zaterdag of zondag."),
    "RV308": Code("onbekend-kenmerk", _ERROR, "Het veld van een kenmerk bestaat niet."),
    "RV309": Code("datumvolgorde", _WARNING, "De behandeling staat niet op volgorde van datum."),
    "RV310": Code("stuk-ontbreekt", _ERROR, "De huisstijl kent dit soort stuk niet."),
    "RV311": Code("twee-ambtsdragers", _WARNING, "Twee mensen hebben op één dag hetzelfde ambt."),
    "RV312": Code("twee-besluitdata", _ERROR, "De dag van het besluit staat er twee keer."),
    "RV313": Code("jaartal-ver-weg", _WARNING, "Een datum ligt jaren van de andere af."),
    "RV314": Code("dezelfde-naam", _ERROR, "Twee deelnemers hebben dezelfde naam."),
    "RV315": Code("tekst-zonder-sectie", _ERROR, "Een lokale tekst komt in geen enkel stuk."),
    "RV316": Code("stuk-zonder-besluit", _ERROR, "Een stuk drukt geen beslispunten af."),
    "RV320": Code("niet-uit-de-basis", _INFO, "Delen van het eigen Word-bestand blijven achter."),
    "RV321": Code("onbevestigde-tekst", _ERROR, "Het briefhoofd zegt iets dat niemand bevestigde."),
    "RV322": Code("stijl-ontbreekt", _WARNING, "Het eigen Word-bestand mist een stijl."),
    "RV323": Code("onbekende-stijl", _ERROR, "Deze stijl staat niet in het eigen Word-bestand."),
    "RV324": Code("eigen-koptekst", _INFO, "Het briefhoofd vervangt een tekst van de huisstijl."),
    "RV325": Code("basis-onbruikbaar", _ERROR, "Het eigen Word-bestand kan geen basis zijn."),
    "RV326": Code("lijst-zonder-nummering", _INFO, "Een lijststijl heeft zelf geen nummering."),
    "RV327": Code("taal-van-de-basis", _INFO, "Het eigen Word-bestand is in een andere taal."),
    "RV328": Code("lettertype-niet-gangbaar", _INFO, "Niet elke lezer heeft dit lettertype."),
    "RV329": Code("zware-afbeeldingen", _WARNING, "De afbeeldingen van het briefhoofd zijn zwaar."),
    "RV330": Code("logo-onbruikbaar", _ERROR, "Het logo van de huisstijl kan niet in een stuk."),
    "RV331": Code("feestdag", _WARNING, "De raad vergadert op een feestdag."),
    "RV332": Code("andere-vergaderdag", _WARNING, "Dit is niet de gewone vergaderdag."),
    "RV333": Code("voorstel-na-de-raad", _WARNING, "Het voorstel is van na de raad."),
    "RV334": Code("ambtstermijn", _WARNING, "Een ambtsdrager vertrekt voordat hij begint."),
    "RV335": Code("lange-titel", _WARNING, "Een titel is te lang voor een raadsinformatiesysteem."),
    "RV336": Code("naam-van-de-start", _WARNING, "Een gemeente heet nog als in de lege start."),
    "RV401": Code("sjabloonfout", _ERROR, "Het sjabloon heeft een schrijffout."),
    "RV402": Code("onbekende-naam", _ERROR, "Het sjabloon vraagt een waarde die niet bestaat."),
    "RV403": Code("verboden-in-sjabloon", _ERROR, "Dit mag een sjabloon niet."),
    "RV404": Code("sjabloon-te-groot", _ERROR, "Het sjabloon maakt te veel stappen of tekst."),
    "RV405": Code("sjabloonopbouw", _ERROR, "Het sjabloon levert iets dat geen stuk kan worden."),
    "RV406": Code("sjabloon-ontbreekt", _ERROR, "Het sjabloon of onderdeel is er niet."),
    "RV501": Code("niet-geschreven", _ERROR, "Een bestand kon niet worden geschreven."),
    "RV502": Code("map-in-de-weg", _ERROR, "Op de plaats van het bestand staat een map."),
    "RV503": Code("met-de-hand-bewerkt", _WARNING, "Een bewerkt bestand is bewaard; zie ernaast."),
    "RV504": Code("pagina-loopt-over", _WARNING, "Tekst past waarschijnlijk niet op pagina 1."),
    "RV600": Code("geen-word-bestand", _ERROR, "Dit is geen gaaf Word-bestand (.docx)."),
    "RV601": Code("geen-titel", _ERROR, "De eigenschappen noemen geen titel."),
    "RV602": Code("geen-auteur", _INFO, "De eigenschappen noemen geen auteur."),
    "RV603": Code("geen-taal", _ERROR, "De tekst heeft geen taal."),
    "RV604": Code("andere-taal", _ERROR, "Nederlandse tekst staat als een andere taal."),
    "RV605": Code("alinea-in-andere-taal", _WARNING, "Een alinea staat als een andere taal."),
    "RV606": Code("beveiligd", _WARNING, "Het bestand is beveiligd tegen bewerken."),
    "RV607": Code("geen-koppen", _ERROR, "Er is geen enkele kop."),
    "RV608": Code("eerste-kop", _ERROR, "De eerste kop is niet van niveau 1."),
    "RV609": Code("overgeslagen-niveau", _ERROR, "Een kop slaat een niveau over."),
    "RV610": Code("lege-kop", _ERROR, "Een kop heeft geen tekst."),
    "RV611": Code("lange-kop", _WARNING, "Een kop is langer dan 120 tekens."),
    "RV612": Code("vette-tekst-als-kop", _WARNING, "Vette tekst doet dienst als kop."),
    "RV613": Code("lege-alinea", _WARNING, "Een lege alinea maakt witruimte."),
    "RV614": Code("spaties-en-tabs", _WARNING, "Spaties of tabs schuiven tekst op hun plaats."),
    "RV615": Code("getypte-lijst", _WARNING, "Een lijst heeft getypte tekens of nummers."),
    "RV616": Code("vage-linktekst", _WARNING, "Een link zegt niet waar hij heen gaat."),
    "RV617": Code("getypt-paginanummer", _WARNING, "Een paginanummer is getypt."),
    "RV618": Code("tabel-zonder-kopregel", _ERROR, "Een tabel heeft geen kopregel."),
    "RV619": Code("lege-kopcel", _ERROR, "Een kolom heeft een lege kop."),
    "RV620": Code("samengevoegde-cellen", _WARNING, "Een tabel heeft samengevoegde cellen."),
    "RV621": Code("tabel-in-tabel", _WARNING, "Een tabel staat in een andere tabel."),
    "RV622": Code("lege-rij", _WARNING, "Een tabel heeft een lege rij."),
    "RV623": Code("geen-alternatieve-tekst", _ERROR, "Een afbeelding is niet beschreven."),
    "RV624": Code("bestandsnaam-als-tekst", _ERROR, "Een afbeelding heet naar haar bestand."),
    "RV625": Code("lange-alternatieve-tekst", _WARNING, "Een beschrijving is te lang (150)."),
    "RV626": Code("zwevende-afbeelding", _WARNING, "Een afbeelding staat los van de tekst."),
    "RV627": Code("tekstvak", _WARNING, "Tekst staat in een tekstvak."),
    "RV628": Code("invulveld-zonder-titel", _WARNING, "Een inhoudsbesturingselement is naamloos."),
    "RV629": Code("contrast", _ERROR, "Letters en achtergrond verschillen te weinig."),
    "RV701": Code("aantal-deelnemers", _ERROR, "Het aantal gemeenten is niet dat van het dossier."),
    "RV702": Code("deelnemer-ontbreekt", _ERROR, "Een opsomming mist een deelnemer."),
    "RV703": Code("geen-deelnemer", _ERROR, "Een opsomming noemt iemand die niet meedoet."),
    "RV704": Code("volgorde-deelnemers", _WARNING, "De deelnemers staan niet op alfabet."),
    "RV705": Code("telt-zichzelf-mee", _WARNING, "De eigen gemeente is bij de anderen meegeteld."),
    "RV706": Code("titel-wijkt-af", _ERROR, "De titel van het stuk heeft andere woorden."),
    "RV707": Code("tekens-in-titel", _WARNING, "In of om de titel staan tekens die niet kloppen."),
    "RV708": Code("titel-van-bijlage", _WARNING, "In de bijlagenlijst heet het stuk anders."),
    "RV709": Code("onderwerp", _INFO, "Het onderwerp is een zin, of noemt de jaren niet."),
    "RV720": Code("afkorting-van-wet", _ERROR, "De afkorting van een wet heeft andere letters."),
    "RV721": Code("jaartal-van-wet", _ERROR, "Het jaartal in de naam van een wet klopt niet."),
    "RV722": Code("wet-zonder-jaartal", _ERROR, "Bij een wet ontbreekt het jaartal."),
    "RV723": Code("wet-geldt-niet", _ERROR, "De wet gold niet op de dag van het stuk."),
    "RV724": Code("naam-van-wet", _WARNING, "Een wet heet officieel net anders."),
    "RV730": Code("datum-bestaat-niet", _ERROR, "Een dag in de tekst bestaat niet: 31 november."),
    "RV731": Code("weekdag", _WARNING, "De datum valt op een andere dag van de week."),
    "RV732": Code("vrije-dag", _WARNING, "De raad vergadert in het stuk op een vrije dag."),
    "RV733": Code("data-van-het-stuk", _WARNING, "Data van college en raad volgen niet."),
    "RV734": Code("jaar-van-het-stuk", _WARNING, "Een datum ligt ver van het jaar van het stuk."),
    "RV735": Code("verkeerd-paar", _ERROR, "Deze functie tekent niet onder dit stuk."),
    "RV736": Code("naam-ontbreekt", _WARNING, "In de ondertekening staat een functie zonder naam."),
    "RV737": Code("niet-in-functie", _WARNING, "Iemand had op de dag van het stuk geen ambt."),
    "RV738": Code("functie-ontbreekt", _INFO, "Bij de portefeuillehouder staat geen functie."),
    "RV739": Code("kop-twee-keer", _WARNING, "Een kop staat twee keer in het stuk."),
    "RV740": Code("lege-sectie", _WARNING, "Onder een kop staat niets."),
    "RV741": Code("kopgegevens", _WARNING, "Boven het stuk ontbreken vaste gegevens."),
    "RV742": Code("slotformule", _WARNING, "Het besluit heeft geen slotformule of geen datum."),
    "RV743": Code("kop-belooft-meer", _INFO, "Een kop kondigt aan wat er niet staat."),
    "RV744": Code(
        "geheim-op-ander-artikel",
        _WARNING,
        "Een artikel van een andere tijd.",
    ),
    "RV745": Code("geheim-zonder-grond", _WARNING, "Een geheime bijlage heeft geen grond."),
    "RV746": Code("geheim-niet-bekrachtigd", _WARNING, "Geheimhouding zonder eigen punt."),
    "RV747": Code("andere-periode", _ERROR, "De jaren bij de titel zijn niet die van het dossier."),
    "RV748": Code("periode-kan-niet", _WARNING, "Jaren van plan of geld kunnen niet samen."),
    "RV749": Code("niet-besproken", _INFO, "Het voorstel zwijgt over iets wat een raad verwacht."),
    "RV750": Code("besluit-verschilt", _ERROR, "Een raad besluit iets anders dan gezamenlijk."),
    "RV751": Code("twee-versies", _ERROR, "Eén besluit staat er in twee verschillende versies."),
    "RV752": Code(
        "bijlage-verschilt", _ERROR, "Raden stellen een andere versie van een stuk vast."
    ),
    "RV753": Code("gedeelde-tekst-vervangen", _INFO, "Een raad vervangt een gedeelde tekst."),
    "RV755": Code("besluit-onvolledig", _WARNING, "Het besluit zegt niet wat het vaststelt."),
    "RV756": Code("twee-handelingen", _WARNING, "Een beslispunt doet twee dingen tegelijk."),
    "RV757": Code("werkwoordsvorm", _WARNING, "Een beslispunt past niet achter “besluit:”."),
    "RV758": Code("instemmen", _WARNING, "De raad stemt in waar hij een kader vaststelt."),
    "RV759": Code("niet-ingetrokken", _WARNING, "Vervangen beleid wordt niet ingetrokken."),
    "RV760": Code("formule-leestekens", _WARNING, "In de formule ontbreekt een leesteken."),
    "RV761": Code("voorstel-zonder-datum", _WARNING, "De formule dateert het voorstel niet."),
    "RV762": Code("datum-voorstel", _ERROR, "De formule noemt een andere datum dan het dossier."),
    "RV763": Code("kopjes-verschillen", _WARNING, "De dubbele punt staat niet overal gelijk."),
    "RV764": Code("geen-grondslag", _INFO, "De formule noemt geen wettelijke grondslag."),
    "RV765": Code("nummering", _INFO, "De nummering volgt de huisstijl niet."),
    "RV766": Code("bijlage-niet-in-lijst", _ERROR, "De tekst noemt een bijlage die er niet is."),
    "RV767": Code("bijlage-niet-genoemd", _INFO, "Geen enkele zin noemt een bijlage uit de lijst."),
    "RV768": Code("bijlage-andere-titel", _WARNING, "Een bijlage heet anders dan in het dossier."),
    "RV769": Code("bijlage-zonder-nummer", _WARNING, "Een bijlage heeft geen nummer of datum."),
    "RV770": Code("bedragnotatie", _WARNING, "Een bedrag is niet goed geschreven."),
    "RV771": Code("twee-bedragvormen", _WARNING, "Bedragen staan in twee vormen in één stuk."),
    "RV772": Code("totaal-klopt-niet", _ERROR, "Een totaal is niet de som van zijn delen."),
    "RV773": Code("bijdrage-wijkt-af", _ERROR, "Een bijdrage is niet die van het dossier."),
    "RV774": Code("bedrag-verschilt", _ERROR, "De tekst noemt een ander bedrag dan het besluit."),
    "RV780": Code("ander-woord", _WARNING, "Een ander woord dan het dossier ervoor heeft."),
    "RV781": Code("aantal-waarvan", _WARNING, "Een aantal van het dossier telt iets anders."),
    "RV782": Code("soort-programma", _WARNING, "Een programma heet anders dan in het dossier."),
    "RV783": Code("begint-te-vroeg", _INFO, "De jaren van een plan beginnen voor het er is."),
    "RV784": Code("alleen-nvt", _INFO, "Onder een kop staat alleen “n.v.t.”."),
    "RV785": Code("collegebesluit-zonder-dag", _INFO, "Een collegebesluit heeft geen dag."),
    "RV786": Code("zin-verschilt", _INFO, "Raden hebben dezelfde zin in net andere woorden."),
    "RV787": Code("raden-zeggen-anders", _INFO, "Raden zeggen bij één plan iets anders."),
    "RV788": Code("aanhef-zonder-slot", _INFO, "Een besluit in een voorstel heeft geen slot."),
    "RV801": Code("dubbel-woord", _WARNING, "Een woord staat twee keer achter elkaar."),
    "RV802": Code("sjabloonrest", _ERROR, "Een rest van een sjabloon: “XX”, “<naam>”, “{{”."),
    "RV803": Code("lege-waarde", _ERROR, "Een zin of regel houdt op vóór de datum of de naam."),
    "RV804": Code("label-in-kop", _WARNING, "Een kop eindigt op een rest van een sjabloon."),
    "RV805": Code("zichtbare-opmaak", _ERROR, "De tekens van opmaak staan in de tekst: **vet**."),
    "RV806": Code("leesteken-los", _WARNING, "Een aanhalingsteken of haakje is niet gepaard."),
    "RV807": Code("leesteken", _WARNING, "Een spatie, punt of komma staat verkeerd."),
    "RV808": Code("door-elkaar", _INFO, "Het stuk schrijft hetzelfde op twee manieren."),
    "RV809": Code("omzetrest", _WARNING, "Een rest van scannen, kopiëren of omzetten."),
    "RV810": Code("term-van-dossier", _WARNING, "Een term staat anders in het dossier."),
    "RV811": Code("twee-schrijfwijzen", _WARNING, "Eén stuk schrijft een term op twee manieren."),
    "RV820": Code("onbekend-woord", _INFO, "Een woord staat niet in het woordenboek."),
    "RV821": Code("vreemd-accent", _WARNING, "Een woord heeft een accent dat er niet hoort."),
    "RV822": Code("verwisselde-letters", _WARNING, "Letters zijn verkeerd gelezen: i voor l."),
    "RV823": Code(
        "voltooid-deelwoord", _INFO, "Een voltooid deelwoord eindigt op t in plaats van d."
    ),
    "RV824": Code("buigings-e", _INFO, "Een bijvoeglijk woord mist de e of heeft er een te veel."),
    "RV830": Code("los-geschreven", _WARNING, "Een samengesteld woord staat los."),
    "RV831": Code("afkorting-ministerie", _WARNING, "Een ministerie heeft een andere afkorting."),
    "RV832": Code("te-ontbreekt", _INFO, "In een rij van werkwoorden ontbreekt “te”."),
}


def severity_of(code: str) -> Severity:
    """The severity that belongs to a code."""
    return CODES[code].severity


def named(word: str) -> str:
    """The code of a word: `RV801` or `dubbel-woord`; the word itself where there is none."""
    wanted = word.strip()
    by_name = {one.name: code for code, one in CODES.items()}
    return by_name.get(wanted.lower(), wanted.upper())


def selected(only: Iterable[str], without: Iterable[str]) -> frozenset[str]:
    """The codes that a user wants to see: `RV702`, its name, or a family such as `RV7`.

    Raises `OutsideError` for one that does not exist.
    """
    kept = frozenset(code for word in only for code in _codes(word)) or frozenset(CODES)
    return kept - frozenset(code for word in without for code in _codes(word))


def _codes(word: str) -> tuple[str, ...]:
    wanted = word.upper()
    found = tuple(
        code
        for code, one in CODES.items()
        if one.name == word.lower() or (wanted.startswith("RV") and code.startswith(wanted))
    )
    if not found or wanted == "RV":
        names = (*CODES, *(one.name for one in CODES.values()))
        raise OutsideError(
            f"De code '{word}' bestaat niet",
            nearest(word, names) or "`raadsvoorstel explain` noemt alle codes",
        )
    return found
