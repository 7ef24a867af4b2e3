namespace Holdfast.Drills.Load;

/// <summary>A request on its way from its intended time to its end, over all its attempts.</summary>
internal struct LoadRequest
{
    /// <summary>When it should have been sent.</summary>
    public long IntendedAt;

    /// <summary>When the attempt under way was really begun; 0 before the first.</summary>
    public long SentAt;

    /// <summary>How late the loop came to it, before any connection was looked for.</summary>
    public long LoopLag;

    /// <summary>Index of its shape in the class.</summary>
    public int Shape;

    /// <summary>Attempts begun.</summary>
    public int Attempts;
}
