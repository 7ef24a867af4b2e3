namespace Holdfast.Configuration;

/// <summary>Whether a pool is protected from more than it can serve.</summary>
public enum ProtectionMode : byte
{
    On = 0,
    Off,
}
