using System.Text.Json;

namespace Holdfast.Configuration.Reading.Values;

/// <summary>One word of a few. Listed by hand rather than taken from the enum by reflection; a test compares the two.</summary>
internal sealed class WordKind<T>(params Word<T>[] words) : ScalarKind<T>
    where T : struct
{
    public IReadOnlyList<Word<T>> Words { get; } = words;

    public override string TypeName => "one of " + string.Join(", ", Texts);

    public override string Example => Words[0].Text;

    protected override T Fallback => Words[0].Value;

    private IEnumerable<string> Texts => Words.Select(static word => word.Text);

    public override string Format(object? value) => Words.FirstOrDefault(word => word.Value.Equals(value))?.Text ?? "none";

    protected override (string Problem, string Remedy)? Parse(string text, out T value)
    {
        value = Fallback;
        foreach (Word<T> word in Words)
        {
            if (word.Text == text)
            {
                value = word.Value;
                return null;
            }
        }

        string question = DidYouMean.Question(text, Texts);
        string remedy = $"Write {TypeName}.";
        return ("is not known here", question.Length == 0 ? remedy : $"{question} {remedy}");
    }

    protected override void WriteWrittenSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("enum");
        foreach (Word<T> word in Words)
        {
            writer.WriteStringValue(word.Text);
        }

        writer.WriteEndArray();
    }
}
