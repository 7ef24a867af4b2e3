using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Words as the catalogue of the linter counts them: what stands between spaces and has a letter or a digit.</summary>
internal static class WordCounter
{
    public static int Count(string text) => WordCount.OfText(text);

    public static int Count(WrittenItem item) => Count(item.Label) + item.Sentences.Sum(sentence => Count(sentence.Text));
}
