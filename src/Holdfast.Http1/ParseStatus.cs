namespace Holdfast.Http1;

public enum ParseStatus : byte
{
    /// <summary>Not all bytes are here; call again with the same bytes and more behind them.</summary>
    NeedMore,

    Complete,

    /// <summary>Against the rules; the head says why. The connection must not be used for another message.</summary>
    Rejected,
}
