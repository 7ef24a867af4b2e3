namespace Holdfast.Diagnosis;

/// <summary>How often a trouble is explained: what is explained changes little from one second to the next once it is stable, and costs more than detection.</summary>
internal static class LookRhythm
{
    private const int FirstSeconds = 20;
    private const int FirstPause = 2;
    private const int SettledSeconds = 60;
    private const int SettledPause = 5;

    public static bool IsDue(long onset, long second) => second % PauseAt(second - onset) == 0;

    private static int PauseAt(long age) => age < FirstSeconds ? 1 : age < SettledSeconds ? FirstPause : SettledPause;
}
