namespace Holdfast.DataPlane;

/// <summary>Who caused an outcome, for the level it is logged at.</summary>
public enum OutcomeCause : byte
{
    None,
    Client,
    Server,
    Gateway,

    /// <summary>Our decision, for the sake of the other requests.</summary>
    Shed,
}
