namespace Holdfast.Cli;

/// <summary>One line of the status. The tone only repeats what the words say: without colours nothing is lost.</summary>
internal readonly record struct StatusLine(string Text, StatusTone Tone);
