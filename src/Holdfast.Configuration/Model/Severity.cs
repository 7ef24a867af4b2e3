namespace Holdfast.Configuration;

public enum Severity : byte
{
    /// <summary>The configuration is refused.</summary>
    Error = 0,

    /// <summary>The configuration works, but hardly as it was meant.</summary>
    Warning,
}
