namespace Holdfast.Incidents.Postmortems.Linting.Times;

/// <summary>
/// Short forms of zones: minutes from universal time, the place whose summer time decides where the form says neither, and "?" where the
/// form stands for several zones; the first meaning is the one that English texts mostly have.
/// </summary>
internal static class ZoneTable
{
    public static readonly string[] Short =
    [
        "UTC 0", "GMT 0", "Z 0", "UCT 0", "WET 0", "WEST 60", "BST 60 ?", "IST 330 ?", "CET 60", "CEST 120", "MET 60", "MEST 120", "EET 120", "EEST 180", "MSK 180", "TRT 180", "SAMT 240", "YEKT 300", "OMST 360",
        "NOVT 420", "KRAT 420", "IRKT 480", "YAKT 540", "VLAT 600", "MAGT 660", "PETT 720", "SAST 120", "CAT 120", "EAT 180", "WAT 60", "GST 240 ?", "AST -240 ?", "IRST 210", "IRDT 270", "AFT 270", "PKT 300", "UZT 300",
        "NPT 345", "BDT 360 ?", "BTT 360", "MMT 390", "ICT 420", "WIB 420", "WITA 480", "WIT 540", "SGT 480", "MYT 480", "HKT 480", "PHT 480", "PHST 480", "AWST 480", "CST -360 ?", "KST 540", "JST 540", "ACST 570", "ACDT 630",
        "AEST 600", "AEDT 660", "AET 600 Australia/Sydney", "NZST 720", "NZDT 780", "NZT 720 Pacific/Auckland", "FJT 720", "HST -600", "HDT -540", "AKST -540", "AKDT -480", "PST -480", "PDT -420", "PT -480 America/Los_Angeles", "MST -420 ?", "MDT -360",
        "MT -420 America/Denver", "CDT -300", "CT -360 America/Chicago", "EST -300", "EDT -240", "ET -300 America/New_York", "ADT -180", "NST -210", "NDT -150", "BRT -180", "BRST -120", "ART -180", "CLT -240", "CLST -180", "COT -300", "PET -300",
        "ECT -300", "VET -240", "BOT -240", "PYT -240", "UYT -180", "GFT -180", "CVT -60", "AZOT -60", "IDT 180", "ChST 600",
    ];

    /// <summary>Names that "Time" follows, and the short form that means the same.</summary>
    public static readonly string[] Names =
    [
        "Pacific=PT", "Pacific Standard=PST", "Pacific Daylight=PDT", "Mountain=MT", "Mountain Standard=MST", "Mountain Daylight=MDT", "Central=CT", "Central Standard=CST", "Central Daylight=CDT", "Eastern=ET", "Eastern Standard=EST",
        "Eastern Daylight=EDT", "US Pacific=PT", "US Eastern=ET", "US Central=CT", "Atlantic Standard=AST", "Alaska Standard=AKST", "Hawaii Standard=HST", "Central European=CET", "Central European Summer=CEST", "Eastern European=EET",
        "Eastern European Summer=EEST", "Western European=WET", "Western European Summer=WEST", "British Summer=BST", "Irish Standard=WEST", "India Standard=IST", "Indian Standard=IST", "Israel Standard=EET", "Japan Standard=JST", "Japan=JST",
        "Korea Standard=KST", "Singapore=SGT", "Singapore Standard=SGT", "China Standard=HKT", "Hong Kong=HKT", "West Africa=WAT", "West African=WAT", "Central Africa=CAT", "Central African=CAT", "East Africa=EAT", "East African=EAT",
        "South Africa Standard=SAST", "South African Standard=SAST", "Moscow=MSK", "Moscow Standard=MSK", "Turkey=TRT", "Gulf Standard=GST", "Arabia Standard=EAT", "Pakistan Standard=PKT", "Nepal=NPT", "Bangladesh Standard=BDT", "Indochina=ICT",
        "Western Indonesia=WIB", "Philippine=PHT", "Philippine Standard=PHT", "Malaysia=MYT", "Australian Eastern Standard=AEST", "Australian Eastern Daylight=AEDT", "Australian Eastern=AET", "Australian Central Standard=ACST",
        "Australian Western Standard=AWST", "New Zealand Standard=NZST", "New Zealand Daylight=NZDT", "New Zealand=NZT", "Brasilia=BRT", "Argentina=ART", "Chile Standard=CLT", "Colombia=COT", "Peru=PET",
    ];
}
