namespace Holdfast.Storage.Records;

/// <summary>What is to be kept.</summary>
/// <param name="Stream">What it is about, such as "incident:12".</param>
/// <param name="Kind">What sort of thing happened; the owner of the stream knows the kinds.</param>
/// <param name="HappenedAt">When it happened, as its source says.</param>
/// <param name="Body">The rest, as its owner writes it; usually JSON.</param>
public sealed record NewRecord(string Stream, string Kind, DateTimeOffset HappenedAt, string Body);
