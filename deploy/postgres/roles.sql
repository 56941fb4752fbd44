-- A role for each service and for identity, each with a schema of its own and no way into the others':
-- "no service reads another's tables" holds even for code that tries. Run once, when the database is made.

\getenv intake_password ADBORTH_INTAKE_PASSWORD
\getenv analysis_password ADBORTH_ANALYSIS_PASSWORD
\getenv reports_password ADBORTH_REPORTS_PASSWORD
\getenv identity_password ADBORTH_IDENTITY_PASSWORD

CREATE ROLE intake LOGIN PASSWORD :'intake_password';
CREATE ROLE analysis LOGIN PASSWORD :'analysis_password';
CREATE ROLE reports LOGIN PASSWORD :'reports_password';
CREATE ROLE identity LOGIN PASSWORD :'identity_password';

CREATE SCHEMA AUTHORIZATION intake;
CREATE SCHEMA AUTHORIZATION analysis;
CREATE SCHEMA AUTHORIZATION reports;
CREATE SCHEMA AUTHORIZATION identity;

REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
-- CREATE, because migrations say CREATE SCHEMA IF NOT EXISTS, for which PostgreSQL asks the right before it looks.
GRANT CONNECT, CREATE ON DATABASE :"DBNAME" TO intake, analysis, reports, identity;
