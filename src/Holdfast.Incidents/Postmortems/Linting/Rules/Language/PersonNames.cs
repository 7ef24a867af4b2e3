using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A word that can only be somebody's name by the look of it: "Bob", and neither "The", "API" nor "cache-07". Keeps nothing.</summary>
internal static class PersonNames
{
    // What begins a sentence with a capital letter and is nobody.
    private static readonly HashSet<string> NoNames = new("the this that these those it we they you i a an and but or so then there here when while after before nobody somebody someone everyone everybody anyone anybody both all each one two some many most which who what why how if once also only not no his her their our its".Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string> Articles = new(["the", "a", "an", "this", "that", "each", "every"], StringComparer.Ordinal);

    public static bool IsName(Sentence sentence, int index)
    {
        Word word = sentence.Words[index];
        string written = sentence.Block.Text[word.Start..word.End];
        bool looksLikeOne = written.Length > 1 && char.IsUpper(written[0]) && written.Skip(1).All(char.IsLower) && !NoNames.Contains(word.Text);
        return looksLikeOne && !(index > 0 && Articles.Contains(sentence.Words[index - 1].Text)) && !(word.Start > 0 && sentence.Block.Text[word.Start - 1] == '`');
    }
}
