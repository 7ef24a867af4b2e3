using System.Globalization;
using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"1,200 of 4,000 customers (30 %)": a part and its whole beside the share that they make. Immutable.</summary>
/// <param name="Start">Of the part.</param>
/// <param name="End">Of the whole.</param>
internal readonly record struct CountedShare(int Start, int End, long Part, long Whole, Percentage Share)
{
    // What stands between them is one noun with its adjectives and what became of it.
    private const int WordsBetween = 5;

    // A rounded share is half a unit off; people also cut, and "about" is meant to be off.
    private const double HedgedPoints = 3;
    private const double HedgedPart = 0.1;

    private static readonly HashSet<string> Hedges = new(["about", "around", "approximately", "roughly", "nearly", "almost", "over", "under", "some", "than", "circa"], StringComparer.Ordinal);

    // A second measure begins behind them.
    private static readonly HashSet<string> Joins = new(["and", "but", "while", "worst", "peak", "by", "to", "from", "until", "after", "then", "below", "above", "usual"], StringComparer.Ordinal);

    public double True => 100.0 * Part / Whole;

    public string InWords => string.Create(CultureInfo.InvariantCulture, $"{Part:N0} of {Whole:N0} are {True:0.#} %");

    /// <summary>Only what can mean nothing else: one pair and one share, beside each other, of the same things.</summary>
    public static CountedShare? Of(Sentence sentence)
    {
        string text = sentence.Block.Text;
        Percentage[] shares = [.. Percentage.Read(text).Where(share => share.Start >= sentence.Start && share.Start < sentence.End)];
        List<Word> tokens = Tokens(text, sentence.Start, sentence.End);
        int[] pairs = [.. Enumerable.Range(0, tokens.Count).Where(at => WholeOf(tokens, at) > 0)];
        if (shares is not [var share] || pairs is not [var first])
        {
            return null;
        }

        int last = WholeOf(tokens, first);
        CountedShare counted = new(tokens[first].Start, tokens[last].End, NumberOf(tokens[first]), NumberOf(tokens[last]), share);
        (int from, int to) = share.Start >= counted.End ? (counted.End, share.Start) : (share.End, counted.Start);
        Word[] between = [.. tokens.Where(token => token.Start >= from && token.End <= to)];
        bool isBeside = from <= to && between.Length <= WordsBetween && !Array.Exists(between, static token => Joins.Contains(token.Text) || char.IsDigit(token.Text[0])) && !text[from..to].Contains(';');
        return isBeside && counted.Part > 0 && counted.Part <= counted.Whole && IsOfTheSame(text, tokens, last, share) ? counted : null;
    }

    /// <summary>Whether the share that is stated can be theirs.</summary>
    public bool Fits(Sentence sentence)
    {
        string written = sentence.Block.Text[Share.Start..Share.End];
        int point = written.IndexOfAny(['.', ',']);
        double unit = point < 0 ? 1 : Math.Pow(10, -written[(point + 1)..].TakeWhile(char.IsAsciiDigit).Count());
        int at = Share.Start;
        bool isHedged = sentence.Words.Where(word => word.End <= at).TakeLast(2).Any(static word => Hedges.Contains(word.Text)) || sentence.Words.Exists(static word => word.Text == "estimated");
        return Math.Abs(True - Share.Value) <= (isHedged ? Math.Max(HedgedPoints, True * HedgedPart) : unit);
    }

    /// <summary>What stands between white space, without its marks: "1,200" is one, which the words of a passage would take apart.</summary>
    private static List<Word> Tokens(string text, int from, int to)
    {
        List<Word> tokens = [];
        for (int at = from; at < to;)
        {
            int end = at;
            while (end < to && !char.IsWhiteSpace(text[end]))
            {
                end++;
            }

            int first = at;
            int last = end;
            while (first < last && !char.IsLetterOrDigit(text[first]))
            {
                first++;
            }

            while (last > first && !char.IsLetterOrDigit(text[last - 1]))
            {
                last--;
            }

            if (last > first)
            {
                tokens.Add(new Word(text[first..last].ToLowerInvariant(), first, last));
            }

            at = end + 1;
        }

        return tokens;
    }

    /// <summary>Index of the whole where a part begins here: "1,200 of 4,000", "12 out of the 40", "7 of our 20"; else 0.</summary>
    private static int WholeOf(List<Word> tokens, int at)
    {
        int next = IsAt(tokens, at + 1, "out") ? at + 2 : at + 1;
        if (NumberOf(tokens[at]) < 0 || !IsAt(tokens, next, "of"))
        {
            return 0;
        }

        next = IsAt(tokens, next + 1, "the", "our", "all", "its") ? next + 2 : next + 1;
        return next < tokens.Count && NumberOf(tokens[next]) > 0 ? next : 0;
    }

    private static bool IsAt(List<Word> tokens, int at, params string[] texts) => at < tokens.Count && texts.Contains(tokens[at].Text);

    /// <summary>"4,450 of 19,035 requests (93 % of the users)" are two measures.</summary>
    private static bool IsOfTheSame(string text, List<Word> tokens, int last, Percentage share)
    {
        int after = tokens.FindIndex(token => token.Start >= share.End);
        if (after < 0 || !IsAt(tokens, after, "of"))
        {
            return true;
        }

        List<Word> noun = [.. tokens.Skip(after + 1).Take(3).TakeWhile(token => NumberOf(token) < 0)];
        // What stands behind a bracket or a comma is no noun of theirs.
        int end = text.AsSpan(tokens[last].End).IndexOfAny("(),;:.") is >= 0 and var mark ? tokens[last].End + mark : text.Length;
        List<Word> counted = [.. tokens.Skip(last + 1).TakeWhile(token => token.Start < end).Take(2)];
        return counted.Count == 0 || counted.Exists(one => noun.Exists(other => other.Text == one.Text)) || (Vocabulary.Users.Contains(noun) && Vocabulary.Users.Contains(counted));
    }

    /// <summary>Digits with or without commas between thousands; -1 for anything else.</summary>
    private static long NumberOf(Word token)
    {
        string[] groups = token.Text.Split(',');
        bool isWritten = groups.All(static group => group.Length > 0 && group.All(char.IsAsciiDigit)) && groups[0].Length <= 12 && groups.Skip(1).All(static group => group.Length == 3) && (groups.Length == 1 || groups[0].Length <= 3) && groups.Length <= 4;
        return isWritten ? long.Parse(string.Concat(groups), CultureInfo.InvariantCulture) : -1;
    }
}
