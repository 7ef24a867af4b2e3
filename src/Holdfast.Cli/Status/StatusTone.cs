namespace Holdfast.Cli;

/// <summary>How a line of the status is meant.</summary>
internal enum StatusTone : byte
{
    Plain = 0,
    Heading,
    Good,
    Warning,
    Bad,
    Dim,
}
