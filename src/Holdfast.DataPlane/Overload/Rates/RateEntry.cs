namespace Holdfast.DataPlane.Overload;

/// <summary>What one request took of one <see cref="RateLimit"/>.</summary>
/// <param name="Key">Whose request it is.</param>
/// <param name="Place">Where it is counted among those under way.</param>
/// <param name="WaitNanoseconds">Until it may come; 0 when it may go on.</param>
/// <param name="IsAllowed">The limit had room for it; in a dry run requests go on without.</param>
internal readonly record struct RateEntry(ulong Key, int Place, long WaitNanoseconds, bool IsAllowed);
