namespace Holdfast.Drills.Load;

/// <summary>What the calling thread used of the machine. A seam: in virtual time there is no machine.</summary>
internal interface IThreadMeter
{
    /// <summary>Since the thread began; asked from the thread itself.</summary>
    (long Running, long Waiting) Read();
}
