namespace Holdfast.Drills.Running;

/// <summary>Who watches a drill: the terminal. Called from any thread, one call at a time.</summary>
public interface IDrillObserver
{
    /// <summary>A step before or after the time line: starting servers, cleaning up.</summary>
    void Step(string text);

    void Happened(RunEvent happened);

    /// <summary>A second of the time line is over.</summary>
    void Second(DrillSecond second);
}
