namespace Holdfast.Configuration;

public enum TokenRole : byte
{
    /// <summary>State and metrics.</summary>
    Read = 0,

    /// <summary>Also changes.</summary>
    Operate,
}
