namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>The words that say what a text is about, shortened so that "deployed" and "deployment" are one.</summary>
internal static class Terms
{
    private const int StemLength = 5;

    private static readonly HashSet<string> Empty = new(
        ("about above after again against all already also always another any are around back because been before began begin being below between both but came cause caused causes change changed come could did does doing done down during each end ended enough error errors every everything exactly failed "
        + "failure failures few first for found four from full get gave gets going had has have having here high hour hours how however impact incident into issue issues its itself just kept know known last later least less like long made make many may might minute minutes more most much must near need "
        + "never new next none not nothing now off old once one only other our out outage over own part point postmortem problem problems root same seconds see seen service services set several should show showed since small some soon still such summary system than that the their them then there these "
        + "they thing this those three through time times timeline too took total trigger two under until upon use used user users using very via was way well went were what when where whether which while who why will with within without work worked would year yet you your customer customers percent "
        + "team teams engineer engineers owner due date done ticket priority prevent detect mitigate utc per day days week weeks add added remove make create write document task tasks high medium").Split(' '),
        StringComparer.Ordinal);

    public static HashSet<string> Of(IEnumerable<Word> words)
    {
        HashSet<string> terms = new(StringComparer.Ordinal);
        foreach (Word word in words)
        {
            if (IsTerm(word.Text))
            {
                terms.Add(Stem(word.Text));
            }
        }

        return terms;
    }

    public static HashSet<string> Of(IEnumerable<Sentence> sentences) => Of(sentences.SelectMany(sentence => sentence.Words));

    public static string Stem(string word)
    {
        string bare = word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] : word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
        return bare.Length > StemLength ? bare[..StemLength] : bare;
    }

    public static bool IsTerm(string word) => word.Length >= 3 && char.IsLetter(word[0]) && !Empty.Contains(word);
}
