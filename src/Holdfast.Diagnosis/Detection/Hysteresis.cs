using System.Numerics;

namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// Fires when two of the last three seconds were over the threshold, and clears only after a while below half of it: one noisy second
/// never fires, and a value that swings about the threshold never flaps. How long the while is, is <see cref="ClearingPatience"/>'s.
/// </summary>
internal sealed class Hysteresis
{
    private const int RecentSeconds = 3;
    private const int NeededOfRecent = 2;
    private const double ClearBelow = 0.5;

    private uint recent;
    private int quiet;

    public bool IsActive { get; private set; }

    /// <summary>Nothing over the threshold lately: there is nothing to remember.</summary>
    public bool IsIdle => !IsActive && recent == 0;

    public void Update(double severity, int clearSeconds, bool isPlain = false)
    {
        recent = ((recent << 1) | (severity >= 1 ? 1u : 0u)) & ((1u << RecentSeconds) - 1);
        quiet = severity < ClearBelow ? quiet + 1 : 0;
        if (!IsActive)
        {
            IsActive = isPlain || BitOperations.PopCount(recent) >= NeededOfRecent;
        }
        else if (quiet >= clearSeconds)
        {
            IsActive = false;
        }
    }
}
