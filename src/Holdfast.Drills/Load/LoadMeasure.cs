namespace Holdfast.Drills.Load;

/// <summary>What thresholds and abort rules can be about.</summary>
public enum LoadMeasure
{
    /// <summary>A percentile of the response time; 100 is the longest.</summary>
    ResponsePercentile,

    /// <summary>A percentile of the service time.</summary>
    ServicePercentile,

    /// <summary>Percent of the intended requests that were good.</summary>
    Goodput,

    /// <summary>Percent of the intended requests that failed, were shed or were dropped because of the server.</summary>
    Errors,

    /// <summary>Percent of the intended requests that were shed.</summary>
    Shed,

    /// <summary>Good answers per second.</summary>
    Rate,
}
