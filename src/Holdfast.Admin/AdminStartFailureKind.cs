namespace Holdfast.Admin;

public enum AdminStartFailureKind : byte
{
    /// <summary>The configuration says so.</summary>
    Disabled = 0,
    AddressInvalid,
    AddressInUse,
    AddressNotAvailable,
    NotPermitted,

    /// <summary>Reachable from other machines without a token: refused.</summary>
    TokensRequired,
    TokenHashInvalid,
    Unexpected,
}
