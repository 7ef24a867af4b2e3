namespace Holdfast.Agent.Fleet;

/// <summary>How many events one host may still write: a finding that comes and goes must not push out of the record what matters.</summary>
internal sealed class EventAllowance
{
    private const double Most = 20;
    private const double AnHour = 12;

    private double left = Most;
    private DateTimeOffset at;

    public bool TryTake(DateTimeOffset now)
    {
        left = at == default ? Most : Math.Min(Most, left + (AnHour * Math.Max(0, (now - at).TotalHours)));
        at = now;
        if (left < 1)
        {
            return false;
        }

        left--;
        return true;
    }
}
