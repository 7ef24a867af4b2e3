namespace Holdfast.Storage.Tests.Records;

/// <summary>What a disk does to a file of records.</summary>
internal static class Damage
{
    private const int PageBytes = 4096;
    private const byte TableLeaf = 0x0D;

    /// <summary>One page of the middle that holds rows, by its first byte; who has the file open goes on with it.</summary>
    public static void OnePage(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        int[] leaves = [.. Enumerable.Range(1, (bytes.Length / PageBytes) - 1).Where(page => bytes[page * PageBytes] == TableLeaf && bytes.AsSpan(page * PageBytes, PageBytes).IndexOf("xxxx"u8) >= 0)];
        stream.Position = (long)leaves[leaves.Length / 2] * PageBytes;
        byte[] nonsense = new byte[PageBytes];
        nonsense.AsSpan().Fill(0xAA);
        stream.Write(nonsense);
    }
}
