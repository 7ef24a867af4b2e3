namespace Holdfast.Diagnosis.Detection;

/// <summary>Theil and Sen's slope: the median of the slopes of all pairs. A third of the points may lie and it still tells the truth.</summary>
internal static class RobustSlope
{
    /// <summary>Per step between two neighbouring values.</summary>
    public static double Of(ReadOnlySpan<double> values)
    {
        double[] slopes = new double[values.Length * (values.Length - 1) / 2];
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = i + 1; j < values.Length; j++)
            {
                slopes[count++] = (values[j] - values[i]) / (j - i);
            }
        }

        Array.Sort(slopes);
        return count == 0 ? 0 : count % 2 == 1 ? slopes[count / 2] : (slopes[(count / 2) - 1] + slopes[count / 2]) / 2;
    }
}
