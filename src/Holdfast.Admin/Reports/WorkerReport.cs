namespace Holdfast.Admin;

/// <param name="BusyShare">0 to 1: share of the last second in which it did not wait.</param>
public sealed record WorkerReport(int Index, long Clients, long Requests, double BusyShare);
