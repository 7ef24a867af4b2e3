namespace Holdfast.DataPlane.Health;

/// <summary>How soon something wants a server probed, apart from its probes' usual times.</summary>
internal enum ProbeWish : byte
{
    None = 0,

    /// <summary>As soon as one to a server that is out: who asks may ask again and again, and probes must not become the load they look for.</summary>
    Soon,

    /// <summary>The last server of its pool refuses: every request fails until a probe has spoken, and no other one is asked meanwhile.</summary>
    Urgent,

    AtOnce,
}
