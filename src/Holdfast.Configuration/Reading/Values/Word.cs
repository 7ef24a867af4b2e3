namespace Holdfast.Configuration.Reading.Values;

/// <summary>One of the words that a key takes.</summary>
internal sealed record Word<T>(string Text, T Value, string Meaning);
