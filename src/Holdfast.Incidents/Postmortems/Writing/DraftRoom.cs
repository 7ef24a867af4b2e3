namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>
/// How much of each thing that must stand a draft may tell. Most incidents need no bound but the first; one with six outages, long names and a
/// note a minute is told more shortly, and all of it stays in the records. Immutable.
/// </summary>
/// <param name="Words">Of one record's text.</param>
/// <param name="Changes">Of those shortly before.</param>
/// <param name="Notes">Of people: what misled them, and as many of what they did.</param>
internal sealed record DraftRoom(int Words, int Changes, int Notes)
{
    // As many as changes, and never none: without it nobody understands what was left.
    public int Losses => Math.Max(1, Changes);

    /// <summary>Why and how long before is told as well.</summary>
    public bool HasReasons => Words >= ReasonsLeast;

    private const int ReasonsLeast = 16;

    /// <summary>What is small beside the rest is told as well.</summary>
    public bool HasSmallThings => Words >= WordsForCause;

    /// <summary>When each of several outages was seen is told as well.</summary>
    public bool HasDetections => Words >= DetectionsLeast;

    private const int DetectionsLeast = 7;

    /// <summary>Each of several outages has its bounds in the summary too, and not in the timeline alone.</summary>
    public bool HasBounds(int outages) => outages <= DraftSummary.OutagesTold && Words >= BoundsLeast;

    private const int BoundsLeast = 16;

    // Each has a beginning and an end in the timeline and its length in the summary.
    private const int OutagesMaximum = 6;

    /// <summary>The first that fits is taken.</summary>
    public static IReadOnlyList<DraftRoom> Levels { get; } = [new(30, 2, 6), new(22, 2, 3), new(16, 1, 2), new(12, 1, 1), new(9, 1, 1), new(7, 0, 1), new(5, 0, 1)];

    public static DraftRoom Usual => Levels[0];

    public string Sentence(string text, int wordsMaximum = 30) => DraftText.Sentence(text, Math.Min(wordsMaximum, Words));

    // "A change of the configuration sends most requests of pool shop to server a of pool shop while others idle": 20. Without its end a cause is none.
    private const int CauseLeast = 22;

    // Where even that is not enough, because a dozen other things must stand, nothing has a right to more.
    private const int WordsForCause = 9;

    /// <summary>The one sentence that everybody reads: other things are told more shortly before it is.</summary>
    public string Cause(string claim) => DraftText.Sentence(claim, Words < WordsForCause ? WordsForCause : Math.Max(CauseLeast, Words));

    /// <summary>The claim where it stands once more: who it is is told wholly, as far as the linter bears it twice.</summary>
    public string Again(string claim) => Words < WordsForCause ? Twice(claim) : Bounded(claim, Math.Max(CauseLeast, Words), WordsOf(claim.Split(' ', StringSplitOptions.RemoveEmptyEntries), ClaimParts));

    /// <summary>The same where it explains: what would break off there is told as the summary tells it, where that is a whole thought and no more than the linter bears twice.</summary>
    public string Whole(string claim)
    {
        string again = Again(claim);
        return again.EndsWith(SentenceCut.GoesOn, StringComparison.Ordinal) && Cause(claim) is var whole && !whole.EndsWith(SentenceCut.GoesOn, StringComparison.Ordinal)
            && whole.Split(' ') is var words && WordsOf(words, TwiceParts) == words.Length ? whole : again;
    }

    /// <summary>What people noted, in their words; where these stand in two places, as far as the linter bears it.</summary>
    public string Note(string text, bool isTwice = false)
    {
        string[] words = text.ReplaceLineEndings(" ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int room = Words < WordsForCause ? Words : Math.Max(QuoteLeast, Words);
        int bound = isTwice ? Math.Max(3, WordsOf(words, TwiceParts)) : int.MaxValue;
        return NoteCut.Of(text, Math.Min(room, bound), bound);
    }

    /// <summary>A change by its differences: as many of them as there is room for, and each wholly or not at all.</summary>
    public string Change(string text, bool isTwice = false)
    {
        int room = Words < WordsForCause ? Words + 2 : Math.Max(ChangeLeast, Words + ChangeMore);
        string whole = ToldDifferences.Of(text);
        string[] told = [DraftText.Shortened(whole), DraftText.Shortened(whole, 1), DraftText.Shortened(text, 0)];
        string fits = Array.Find(told, one => one.Split(' ') is var words && words.Length <= room && (!isTwice || WordsOf(words, ClaimParts) == words.Length)) ?? told[^1];
        return DraftText.Sentence(fits, Math.Max(room, Words));
    }

    // "from 20 to 5".
    private const int ChangeMore = 4;

    // "configuration revision 2: servers e, f and g of pool shop are new (weight 100); and 2 more".
    private const int ChangeLeast = 18;

    // What was done and to what.
    private const int QuoteLeast = 10;

    // The linter objects to 25 that stand twice: a note stands within a sentence, and a claim begins one.
    private const int TwiceParts = 20;
    private const int ClaimParts = 23;

    /// <summary>So many words from the first are no more than so many parts.</summary>
    private static int WordsOf(string[] words, int parts)
    {
        int taken = 0;
        int count = 0;
        while (taken < words.Length && (count += words[taken].Split(['-', '.', '_', '/', ':']).Length) <= parts)
        {
            taken++;
        }

        return taken;
    }

    /// <summary>For what stands in two places: the linter counts the parts of "europe-west-1" as words, and objects to 25 that stand twice.</summary>
    public string Twice(string text, int parts = TwiceParts) => Bounded(text, Words, Math.Max(3, WordsOf(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), parts)));

    /// <summary>Where the linter counts there is no room for half as many words again, which a whole thought may have elsewhere.</summary>
    private static string Bounded(string text, int wordsMaximum, int bound)
    {
        int room = Math.Min(wordsMaximum, bound);
        return DraftText.Sentence(text, text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= room ? room : Math.Min(room, WithoutSlack(bound)));
    }

    private static int WithoutSlack(int bound) => Math.Max(3, bound * 2 / 3);

    /// <summary>Whether an outage is told by itself: where there are very many, some of them, evenly from the first to the last.</summary>
    public static bool Tells(int number, int all) =>
        all <= OutagesMaximum || Enumerable.Range(0, OutagesMaximum).Any(step => number == 1 + (int)Math.Round(step * (all - 1) / (double)(OutagesMaximum - 1)));
}
