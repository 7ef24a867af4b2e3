namespace Holdfast.Cli;

/// <summary>What the outside asks of the control thread.</summary>
internal enum ControlRequest : byte
{
    Reload = 0,
    Drain,
    ReopenAccessLog,
}
