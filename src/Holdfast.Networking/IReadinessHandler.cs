namespace Holdfast.Networking;

/// <summary>Owner of a socket; called on the loop's thread.</summary>
public interface IReadinessHandler
{
    void OnReady(SocketId socket, Readiness readiness);
}
