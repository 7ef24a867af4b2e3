using MathNet.Numerics.LinearAlgebra;

namespace Holdfast.Drills;

/// <summary>
/// The curve with the least squares of relative errors, by Gauss-Newton on ln X: throughputs scatter by a share of themselves, so an
/// unweighted fit would see nothing but the largest. Alpha and beta below 0 have no meaning (a server that gets faster by contention):
/// each of them is also tried as 0, and the best curve that is allowed wins.
/// </summary>
internal static class CurveFitter
{
    private const int StepsMaximum = 30;
    private const double StepGood = 1e-10;

    public static ScalabilityCurve Fit(IReadOnlyList<MeasuredPoint> points)
    {
        ScalabilityCurve best = default;
        double least = double.PositiveInfinity;
        foreach ((bool alpha, bool beta) in new[] { (true, true), (true, false), (false, true), (false, false) })
        {
            ScalabilityCurve curve = Refine(Begin(points, alpha, beta), points, alpha, beta);
            double squares = Squares(curve, points);
            if (curve.Alpha >= 0 && curve.Beta >= 0 && squares < least)
            {
                (best, least) = (curve, squares);
            }
        }

        return best;
    }

    /// <summary>N/X = c0 + c1 N + c2 N^2 is linear; with gamma = 1/(c0+c1+c2) and beta = gamma c2 it is a good beginning.</summary>
    private static ScalabilityCurve Begin(IReadOnlyList<MeasuredPoint> points, bool alpha, bool beta)
    {
        double gamma = points.Max(point => point.Throughput / point.Concurrency);
        if (!alpha || !beta)
        {
            return new ScalabilityCurve(gamma, 0, 0);
        }

        // Each row is divided by its N/X: the weights 1/y^2 of relative errors.
        Matrix<double> rows = Matrix<double>.Build.Dense(points.Count, 3, (row, column) => Math.Pow(points[row].Concurrency, column) * points[row].Throughput / points[row].Concurrency);
        Vector<double> c = rows.QR().Solve(Vector<double>.Build.Dense(points.Count, 1));
        double sum = c.Sum();
        return sum > 0 ? new ScalabilityCurve(1 / sum, Math.Max(0, 1 - (c[0] / sum)), Math.Max(0, c[2] / sum)) : new ScalabilityCurve(gamma, 0, 0);
    }

    private static ScalabilityCurve Refine(ScalabilityCurve begin, IReadOnlyList<MeasuredPoint> points, bool alpha, bool beta)
    {
        ScalabilityCurve curve = begin;
        double squares = Squares(curve, points);
        for (int i = 0; i < StepsMaximum; i++)
        {
            Vector<double> step = Step(curve, points, alpha, beta);
            // A full step can overshoot far from the solution: halve it until it improves.
            double length = 1;
            ScalabilityCurve next = Move(curve, step, length, alpha, beta);
            while (!(Squares(next, points) <= squares) && length > 1e-6)
            {
                length /= 2;
                next = Move(curve, step, length, alpha, beta);
            }

            double nextSquares = Squares(next, points);
            if (!(nextSquares <= squares))
            {
                break;
            }

            bool settled = squares - nextSquares <= StepGood * squares;
            (curve, squares) = (next, nextSquares);
            if (settled)
            {
                break;
            }
        }

        return curve;
    }

    private static Vector<double> Step(ScalabilityCurve curve, IReadOnlyList<MeasuredPoint> points, bool alpha, bool beta)
    {
        int columns = 1 + (alpha ? 1 : 0) + (beta ? 1 : 0);
        Matrix<double> slopes = Matrix<double>.Build.Dense(points.Count, columns, (row, column) =>
        {
            double n = points[row].Concurrency;
            return column == 0 ? 1
                : column == 1 && alpha ? -(n - 1) / curve.Divisor(n)
                : -n * (n - 1) / curve.Divisor(n);
        });
        return slopes.QR().Solve(Vector<double>.Build.Dense(points.Count, row => Math.Log(points[row].Throughput / curve.At(points[row].Concurrency))));
    }

    private static ScalabilityCurve Move(ScalabilityCurve curve, Vector<double> step, double length, bool alpha, bool beta) => new(
        curve.Gamma * Math.Exp(length * step[0]),
        alpha ? curve.Alpha + (length * step[1]) : 0,
        beta ? curve.Beta + (length * step[^1]) : 0);

    /// <summary>Not a number where the divisor is not positive: such a curve is no candidate.</summary>
    private static double Squares(ScalabilityCurve curve, IReadOnlyList<MeasuredPoint> points) =>
        points.Sum(point => Math.Pow(Math.Log(point.Throughput / curve.At(point.Concurrency)), 2));
}
