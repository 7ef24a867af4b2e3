namespace Holdfast.Drills.Load;

/// <summary>Bounds that the threads share.</summary>
internal static class LoadShares
{
    /// <summary>At least 1 each: a thread without any could not send.</summary>
    public static int Of(int whole, int part, int parts) => Math.Max(1, (whole / parts) + (part < whole % parts ? 1 : 0));
}
