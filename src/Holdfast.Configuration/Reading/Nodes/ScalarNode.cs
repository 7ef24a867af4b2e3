namespace Holdfast.Configuration.Reading.Nodes;

internal sealed class ScalarNode(int line, int column, string text, bool isPlain) : ConfigNode(line, column)
{
    /// <summary>As written, before ${NAME} is replaced.</summary>
    public string Text { get; } = text;

    /// <summary>Without quotes. Only then "~", "null" and nothing at all mean that there is no value.</summary>
    public bool IsPlain { get; } = isPlain;

    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public override string Description => IsNull ? "nothing" : "a single value";
}
