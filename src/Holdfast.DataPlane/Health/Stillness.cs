namespace Holdfast.DataPlane.Health;

/// <summary>
/// Whether a server that is out, or about to go out, says nothing at all: it takes what it is sent, and neither answers nor turns anything away, as a process that is paused or
/// waits for what is behind it. Whoever refuses may be another process soon, and whoever answers with an error has not stood still. Prober thread only.
/// </summary>
internal sealed class Stillness
{
    private bool isSilent;
    private bool saysSomething;

    /// <summary>All that is known of it says so, and something does.</summary>
    public bool IsOn => isSilent && !saysSomething;

    /// <summary>A probe of it failed.</summary>
    /// <param name="gotNothing">Neither a connection nor an answer came in time.</param>
    public void NoteProbe(bool gotNothing)
    {
        isSilent |= gotNothing;
        saysSomething |= !gotNothing;
    }

    /// <summary>Traffic has put it out. That requests failed says nothing here: a probe will tell whether they failed by silence.</summary>
    public void NoteEjection(EjectionReason reason)
    {
        isSilent |= reason == EjectionReason.Silent;
        saysSomething |= EjectionReasons.IsOfConnections(reason);
    }

    /// <summary>It is back, or was well all the while.</summary>
    public void Forget() => isSilent = saysSomething = false;
}
