namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Beginnings and ends of shedding, told in pairs although the list of notices is bounded: whoever has read that it began waits for the end, as an
/// incident's timeline does. Control loop only. Next: <see cref="OverloadNotices"/>.
/// </summary>
internal sealed class SheddingNotices
{
    private OverloadNotice? end;

    /// <summary>That it began was told, and of its end nothing yet.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Where the end of the one before did not get through, for who reads it goes on.</summary>
    public void Begin(OverloadNotice began, OverloadNotices notices)
    {
        end = null;
        IsOpen = IsOpen || notices.TryAdd(began);
    }

    public void End(OverloadNotice ended, OverloadNotices notices)
    {
        end = IsOpen ? ended : null;
        Tick(notices);
    }

    /// <summary>Nobody looks any more: an end is told at once or never.</summary>
    public void Leave(OverloadNotice ended, OverloadNotices notices)
    {
        if (IsOpen)
        {
            notices.AddEnd(ended);
        }

        end = null;
        IsOpen = false;
    }

    /// <summary>An end for which there was no room is told as soon as there is.</summary>
    public void Tick(OverloadNotices notices)
    {
        if (end is not null && notices.TryAdd(end))
        {
            end = null;
            IsOpen = false;
        }
    }
}
