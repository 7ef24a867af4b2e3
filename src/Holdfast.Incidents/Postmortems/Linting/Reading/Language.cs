namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Is it English? By the share of the small words that every English text consists of to a third.</summary>
internal static class Language
{
    // English prose has 35 to 45 in a hundred, lists of terse notes 20, other languages that share some of the words up to 8.
    private const double LeastShare = 0.12;
    private const int LeastWords = 40;

    private static readonly HashSet<string> Small = new(
        ("the a of to and is was were are for on by at with that this it as from be been had has have not no but or which when who all after before while until their they we our us its into than then there could would "
        + "did do does because so if out up down over under more most only also about between during through each every any some one two first next back new per within again").Split(' '),
        StringComparer.Ordinal);

    private static readonly HashSet<string> Foreign = new(
        ("der die das und ist nicht ein eine mit von zu auf für wurde wir haben den dem des sich auch nach bei um aus wie werden le la les des une est et pour dans sur par avec nous avons été ne pas qui que du au aux ce cette el los las una y por con para fue se del al en no es "
        + "lo su como il di che è per sono della nel una gli con het een van niet naar voor werd zijn om te os da do na não uma foi em com que och att det som på är av till inte og af på jeg til").Split(' '),
        StringComparer.Ordinal);

    /// <summary>The finding when the whole text is in another language or in no language; the other rules have nothing to say then.</summary>
    public static LintFinding? Of(Postmortem postmortem)
    {
        List<Word> words = [.. postmortem.AllSections.SelectMany(section => section.Heading is null ? section.Blocks : section.Blocks.Prepend(section.Heading)).Where(block => block.Kind != BlockKind.Code).SelectMany(block => block.Passage.Words)];
        List<Word> letters = [.. words.Where(word => char.IsLetter(word.Text[0]))];
        int latin = letters.Count(word => word.Text[0] < 0x250);
        bool isOther = letters.Count >= 10 && latin * 2 < letters.Count;
        bool isNone = letters.Count >= LeastWords && letters.Count(word => Small.Contains(word.Text)) < letters.Count * LeastShare;
        return isOther || isNone ? new LintFinding("S07", LintSeverity.Format, postmortem.Region.First + 1, postmortem.Title.Text, "the text is not English; the other rules were not tried", "Write the postmortem in English.") : null;
    }

    /// <summary>A sentence of another language within an English text: long enough to tell, and no small word of English in it.</summary>
    public static bool IsForeign(Sentence sentence)
    {
        List<Word> letters = [.. sentence.Words.Where(word => char.IsLetter(word.Text[0]))];
        int other = letters.Count(word => word.Text[0] >= 0x250);
        int foreign = letters.Count(word => Foreign.Contains(word.Text));
        int small = letters.Count(word => Small.Contains(word.Text));
        return letters.Count >= 6 && (other * 2 > letters.Count || (foreign >= 3 && small * 3 < foreign));
    }
}
