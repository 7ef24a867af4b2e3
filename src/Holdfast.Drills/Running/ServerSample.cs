namespace Holdfast.Drills.Running;

/// <param name="At">Seconds from the first request.</param>
/// <param name="InFlight">Requests in service and in the server's own queue.</param>
public readonly record struct ServerSample(double At, long InFlight);
