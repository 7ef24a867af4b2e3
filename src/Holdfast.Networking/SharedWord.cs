namespace Holdfast.Networking;

/// <summary>
/// One 64-bit word at an address that never changes, in memory that several processes may have (<see cref="Linux.SharedPages"/>) or only this one
/// (<see cref="PrivateWords"/>). Any thread, with the atomic operations that 64-bit words have everywhere.
/// </summary>
public readonly unsafe struct SharedWord
{
    private readonly long* address;

    internal SharedWord(long* address) => this.address = address;

    // Safe: words are made for aligned memory only, which is never unmapped (SharedPages) or held by the owner of the word (PrivateWords).
    public ref long Value => ref *address;
}
