namespace Holdfast.Cli;

/// <summary>A file that was named and that is not there, may not be read, or holds no text: wrong use. Next: <see cref="Failures"/>.</summary>
internal sealed class UnreadableFile(string message) : IOException(message);
