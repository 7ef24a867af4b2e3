using Holdfast.Foundation;

namespace Holdfast.DataPlane;

/// <summary>An open listening socket of another process.</summary>
public sealed record InheritedListener(NetworkAddress Address, int Descriptor);
