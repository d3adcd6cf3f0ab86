from pages.components import session, welcome

welcome.show(session.knowledge())
