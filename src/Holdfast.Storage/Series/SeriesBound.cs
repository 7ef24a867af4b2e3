namespace Holdfast.Storage.Series;

/// <summary>How large the store may become: so that sixty days of the servers there are find room, where the disk has it.</summary>
public static class SeriesBound
{
    /// <summary>
    /// Sixty days of minutes and two of ten seconds of one busy server, of figures that scatter so much that they hardly compress: 11 MB by SeriesSizeTests, and
    /// half as much again for what a page of the file leaves empty.
    /// </summary>
    public const long BytesOfServer = 16_000_000;

    /// <summary>Gateway, routes, pools and classes, and the servers of a small service. Disks of small machines have 20 GiB.</summary>
    public const long Least = 4L << 30;

    /// <summary>Of what is free, and what the store has already: the rest of the machine needs room as well.</summary>
    public const double DiskShare = 0.25;

    /// <param name="servers">That are recorded now.</param>
    /// <param name="used">Bytes that the store has now.</param>
    /// <param name="free">Bytes that its file system has free; null where that is not known.</param>
    public static long Of(int servers, long used, long? free) =>
        Math.Max(Least, Math.Min(Least + (servers * BytesOfServer), free is { } room ? (long)((room + used) * DiskShare) : Least));

    /// <summary>Null where the system does not say.</summary>
    public static long? FreeAt(string path)
    {
        try
        {
            return new DriveInfo(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? "/").AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
