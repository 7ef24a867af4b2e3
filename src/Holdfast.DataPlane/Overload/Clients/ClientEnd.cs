namespace Holdfast.DataPlane.Overload;

/// <summary>How a client's request ended, as far as its series tell it apart.</summary>
internal enum ClientEnd : byte
{
    /// <summary>The client's own doing: it left, or its time was over.</summary>
    Other = 0,
    Good,
    Failed,

    /// <summary>Refused after it had waited.</summary>
    Shed,
}
