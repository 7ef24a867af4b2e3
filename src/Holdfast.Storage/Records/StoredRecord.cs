namespace Holdfast.Storage.Records;

/// <summary>What is kept. It is never changed and never removed. Immutable.</summary>
/// <param name="Id">Rises with every record of a store.</param>
/// <param name="RecordedAt">When the store took it, UTC to the millisecond.</param>
public sealed record StoredRecord(long Id, string Stream, string Kind, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string Body);
