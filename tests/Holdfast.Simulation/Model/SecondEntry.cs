namespace Holdfast.Simulation;

/// <summary>
/// The same machine once more, under another entry of the pool: the gateway knows two servers with a limit each, and one does the work of both.
/// </summary>
internal sealed class SecondEntry(Schedule schedule, ServerModel machine) : ServerModel(schedule)
{
    public override int Present => 0;

    /// <summary>What the machine has done for this entry is this entry's. When the pool has both.</summary>
    public void Connect()
    {
        Action<SimulatedRequest, long> first = machine.OnDone;
        machine.OnDone = (request, version) => (request.Model == this ? OnDone : first)(request, version);
    }

    public override void Take(SimulatedRequest request) => machine.Take(request);

    public override void Happen(long version)
    {
    }

    public override void Die()
    {
    }

    protected override void Settle()
    {
    }

    protected override void Plan()
    {
    }
}
