using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>The counts behind <see cref="LoadCohort"/>.</summary>
internal struct CohortState
{
    public long Intended;
    public long Good;
    public long LateAnswers;
    public long Shed;
    public long Failed;
    public LatencyHistogram? Response;

    public void Add(in CohortState other)
    {
        Intended += other.Intended;
        Good += other.Good;
        LateAnswers += other.LateAnswers;
        Shed += other.Shed;
        Failed += other.Failed;
        if (other.Response is { } response)
        {
            Response ??= new LatencyHistogram();
            Response.Add(response);
        }
    }
}
