namespace Holdfast.Admin;

public sealed record RouteReport(string Name, string Pool, string Class, long InFlight, long Requests);
