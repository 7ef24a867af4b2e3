namespace Holdfast.Storage.Tests.Records;

/// <summary>What a disk does to a file of records.</summary>
internal static class Damage
{
    private const int PageBytes = 4096;
    private const byte TableLeaf = 0x0D;

    /// <summary>One page that holds rows, by its first byte; who has the file open goes on with it.</summary>
    /// <param name="where">0 is the first of them, 1 the last.</param>
    public static void OnePage(string file, double where = 0.5)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        int[] leaves = [.. Enumerable.Range(1, (bytes.Length / PageBytes) - 1).Where(page => bytes[page * PageBytes] == TableLeaf && bytes.AsSpan(page * PageBytes, PageBytes).IndexOf("xxxx"u8) >= 0)];
        stream.Position = (long)leaves[(int)(leaves.Length * where)] * PageBytes;
        byte[] nonsense = new byte[PageBytes];
        nonsense.AsSpan().Fill(0xAA);
        stream.Write(nonsense);
    }
}
