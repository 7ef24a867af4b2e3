namespace Holdfast.Configuration;

public enum TokenRole : byte
{
    /// <summary>State and metrics.</summary>
    Read = 0,

    /// <summary>Also changes.</summary>
    Operate,

    /// <summary>Only what agents need: it lies on every server's host, and whoever takes it from there can read and change nothing.</summary>
    Report,
}
