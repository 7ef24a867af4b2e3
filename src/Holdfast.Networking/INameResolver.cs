using System.Net;

namespace Holdfast.Networking;

/// <summary>Turns a server's name into addresses. Control plane, in the background: never waited for by a worker.</summary>
public interface INameResolver
{
    /// <summary>
    /// The addresses, each once, at least one. Throws <see cref="IOException"/> with the reason when there are none or nobody answers;
    /// the caller then keeps the last good ones.
    /// </summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellation = default);
}
